import type { Handlers } from '../generated/contract.js';

/** Answers with a text resource inside the result. */
export const testEmbeddedResource: Handlers['test_embedded_resource'] = () => [
  {
    type: 'resource',
    resource: {
      uri: 'test://embedded-resource',
      mimeType: 'text/plain',
      text: 'This is an embedded resource content.',
    },
  },
];
