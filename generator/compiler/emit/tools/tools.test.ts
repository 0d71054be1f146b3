import { expect, test } from 'vitest';
import { shopSpec } from '../../../test/project.js';
import { generate } from '../../generate.js';

test('the tool table carries the rate limit of a tool, and none where there is none', async () => {
  const tableOf = async (text: string) => {
    const generated = await generate({ path: 'spec/tools.yaml', text }, {});
    if (!generated.ok) throw new Error('the spec has errors');
    return generated.files.find(({ path }) => path === 'generated/tools.ts')?.content ?? '';
  };
  const limited = shopSpec.replace(/^ {4}effect: .*$/m, '$&\n    rateLimit: 60/min');
  const limits = (await tableOf(limited)).match(/rateLimit: \{ calls: 60, perSeconds: 60 \}|rateLimit/g);
  expect(limits).toHaveLength(1);
  expect(await tableOf(shopSpec)).not.toContain('rateLimit');
});
