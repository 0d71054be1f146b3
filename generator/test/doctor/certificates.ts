import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate with its key, both as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of the tests, made anew each time. */
export interface Authority {
  readonly cert: string;
  /** Issues a certificate for these host names. */
  issue(...hosts: readonly string[]): Certificate;
}

const tag = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One element of DER. */
function der(kind: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([kind, ...size]), content]);
}

const oid = (hex: string) => der(tag.oid, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = der(tag.sequence, oid('2a8648ce3d040302'));
const [commonName, subjectAltName, basicConstraints] = ['550403', '551d11', '551d13'] as const;

const nameOf = (text: string) =>
  der(tag.sequence, der(tag.set, der(tag.sequence, oid(commonName), der(tag.utf8, Buffer.from(text)))));

function time(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14);
  return der(tag.time, Buffer.from(`${digits}Z`));
}

const hour = 3_600_000;

interface Request {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly extension: Buffer;
}

/** X.509 version 3 (RFC 5280) with one extension, for an hour before and after now. */
function certify({ subject, publicKey, signer, extension }: Request): string {
  const now = Date.now();
  const body = der(
    tag.sequence,
    der(0xa0, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf('Authority of the tests'),
    der(tag.sequence, time(now - hour), time(now + hour)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(tag.sequence, extension)),
  );
  const signature = sign('sha256', body, signer);
  const whole = der(tag.sequence, body, ecdsaWithSha256, der(tag.bits, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Makes an authority that nobody knows. */
export function createAuthority(): Authority {
  const own = newKey();
  const isAuthority = der(
    tag.sequence,
    oid(basicConstraints),
    der(tag.octets, der(tag.sequence, Buffer.from([0x01, 0x01, 0xff]))),
  );
  const signer = createPrivateKey(own.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return {
    cert: certify({ subject: 'Authority of the tests', publicKey: own.publicKey, signer, extension: isAuthority }),
    issue(...hosts) {
      const { publicKey, privateKey } = newKey();
      const names = der(tag.sequence, ...hosts.map((host) => der(0x82, Buffer.from(host))));
      const extension = der(tag.sequence, oid(subjectAltName), der(tag.octets, names));
      return {
        cert: certify({ subject: hosts[0] ?? '', publicKey, signer, extension }),
        key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
      };
    },
  };
}
