import type { Handlers } from '../generated/contract.js';

/** Answers with a text, an image and a resource. */
export const testMultipleContentTypes: Handlers['test_multiple_content_types'] = (_input, ctx) => [
  { type: 'text', text: 'Multiple content types test:' },
  { type: 'image', data: ctx.app.image, mimeType: 'image/png' },
  {
    type: 'resource',
    resource: {
      uri: 'test://mixed-content-resource',
      mimeType: 'application/json',
      text: '{"test":"data","value":123}',
    },
  },
];
