import { createTestIssuer, tenant } from '../../generator/testing/issuer.js';

/** The one issuer that all replicas trust. */
export interface SharedIssuer {
  /** The variables of a replica's environment that name it. */
  readonly env: Readonly<Record<string, string>>;
  /** Options of Node's by which a replica finds it. */
  readonly nodeOptions: readonly string[];
  /** A token of the person of this name. */
  mint(user: string): Promise<string>;
  close(): Promise<void>;
}

const clientId = 'the-shop-behind-nginx';
const world = `https://login.microsoftonline.com/${tenant}`;

/**
 * The tests' issuer in the place of Microsoft Entra ID: replicas run as in production, and only what they fetch from there
 * comes from loopback instead.
 */
export async function startSharedIssuer(): Promise<SharedIssuer> {
  const issuer = await createTestIssuer(world);
  const reroute = `const real = fetch; globalThis.fetch = (url, init) =>
    real(String(url).replace(${JSON.stringify(world)}, ${JSON.stringify(issuer.origin)}), init);`;
  return {
    env: { ENTRA_TENANT_ID: tenant, ENTRA_CLIENT_ID: clientId },
    nodeOptions: ['--import', `data:text/javascript,${encodeURIComponent(reroute)}`],
    mint: (user) => issuer.mint({ oid: user, aud: clientId, scp: 'Shop.Read Shop.Write' }),
    close: () => issuer.close(),
  };
}
