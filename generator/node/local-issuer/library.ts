/** The parts of oidc-provider that the local issuer stands on. */
export type Library = Awaited<ReturnType<typeof importLibrary>>;

const install = 'The local issuer needs a package that is not installed. Run: npm i -D oidc-provider@9.13.3';

/** Loads oidc-provider. Throws one line that says how to install it when it is missing. */
export async function loadLibrary(load: typeof importLibrary = importLibrary): Promise<Library> {
  return load().catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    throw isMissing && error.message.includes('oidc-provider') ? new Error(install, { cause: error }) : error;
  });
}

/** Its index.js is passed by: all that adds is a line on the console under Node 20, where the rest runs as well. */
async function importLibrary() {
  const [{ Provider }, { InvalidScope, InvalidTarget }, { Check, base }] = await Promise.all([
    import('oidc-provider/lib/provider.js'),
    import('oidc-provider/lib/helpers/errors.js'),
    import('oidc-provider/lib/helpers/interaction_policy/index.js'),
  ]);
  return { Provider, InvalidScope, InvalidTarget, Check, basePolicy: base };
}
