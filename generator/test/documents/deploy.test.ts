import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { repository } from '../project.js';

/** What docs/deploy/ says, held against what the repository does: neither file is run here. */

const read = (path: string) => readFileSync(join(repository, path), 'utf8');
const dockerfile = read('docs/deploy/Dockerfile');
const manifest = parseAllDocuments(read('docs/deploy/kubernetes.yaml'));
const deployment = manifest.find((document) => document.get('kind') === 'Deployment');

test('both say that they are not run here', () => {
  for (const name of ['Dockerfile', 'kubernetes.yaml'])
    expect(read(`docs/deploy/${name}`)).toMatch(/^# Not run here[:.]/);
});

test('the image is made of what there is, by commands that there are', () => {
  const { scripts } = JSON.parse(read('package.json'));
  for (const [, name = ''] of dockerfile.matchAll(/^RUN npm run (\S+)/gm)) expect(Object.keys(scripts)).toContain(name);
  const copied = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(([, path = '']) => path);
  const made = ['node_modules', 'dist', 'generator/dist'];
  expect(copied.filter((path) => !made.includes(path) && !existsSync(join(repository, path)))).toEqual([]);
  expect(dockerfile).toContain(`CMD ${JSON.stringify(scripts.serve.split(' ')).replace(',', ', ')}`);
  // The shop's database is there by default, and this user may write nowhere else.
  expect(dockerfile).toMatch(/^RUN install -d -o node -g node \.data\nUSER node$/m);
});

test('the manifest parses, and leaves the server time to end', () => {
  expect(manifest.flatMap(({ errors }) => errors)).toEqual([]);
  const { spec } = deployment?.toJS() ?? {};
  const pod = spec.template.spec;
  const [container] = pod.containers;
  const preStop = Number(container.lifecycle.preStop.exec.command[1]);
  // Ten seconds are the server's own, and two for what comes after them.
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(preStop + 12);
  expect(spec.replicas).toBe(3);
  expect(container.readinessProbe.httpGet.path).toBe('/readyz');
  expect(container.livenessProbe.httpGet.path).toBe('/healthz');
  expect(pod.securityContext.runAsNonRoot).toBe(true);
  expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
  expect(container.resources.limits.memory).toBe('512Mi');
});
