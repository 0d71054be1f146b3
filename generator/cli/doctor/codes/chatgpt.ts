/** What the importer of a GPT's actions needs, and then its calls. */
export const chatgptCodes = {
  'chatgpt/document': {
    holds: 'The OpenAPI document can be fetched.',
    why: 'ChatGPT learns of actions from it alone. An MCP URL pasted in its place is taken without a word, and no action appears.',
    next: 'Serve an OpenAPI 3.1 document at /.well-known/openapi-3.1.json, without a token, and paste that URL into Configure > Actions > Import from URL.',
  },
  'chatgpt/url': {
    holds: 'The URL given is the one that ChatGPT imports.',
    why: 'It shows no action for an MCP URL, and refuses documents of 3.0.',
    next: 'Paste the URL named here into Configure > Actions > Import from URL.',
  },
  'chatgpt/version': {
    holds: 'The document says OpenAPI 3.1.',
    why: "The importer answers others with ('openapi',): Input should be '3.1.1' or '3.1.0'.",
    next: 'Serve a document of 3.1.0; diglot has both: /.well-known/openapi-3.1.json is the one for ChatGPT.',
  },
  'chatgpt/server': {
    holds: 'servers has one URL: https, no port, lower case, the one that the document comes from.',
    why: "Otherwise the importer says 'None of the provided servers is under the root origin', or calls somebody else.",
    next: 'Write the public https URL into servers; with diglot, set PUBLIC_URL (server.url in the spec).',
  },
  'chatgpt/actions': {
    holds: 'The document has between 1 and 30 operations.',
    why: 'ChatGPT imports at most 30 of a document, and models choose worse among many.',
    next: 'Split the service, or keep operations out of the document; with diglot: expose: [mcp].',
  },
  'chatgpt/names': {
    holds: 'Each operation has an operationId of its own: letters, digits, _ and -, at most 64.',
    why: 'It is the name that the model calls; the importer refuses a document with a bad one.',
    next: 'Give each operation an operationId such as search_products.',
  },
  'chatgpt/texts': {
    holds: 'Summaries and descriptions have at most 300 characters, those of parameters 700.',
    why: 'The importer refuses the document.',
    next: 'Shorten the text; details belong into the descriptions of parameters.',
  },
  'chatgpt/references': {
    holds: 'Every $ref leads to something in the document, and never round in a circle.',
    why: 'The importer refuses the document, or shows no actions without a word.',
    next: 'Add what the reference names under components, or write the schema in its place.',
  },
  'chatgpt/schemas': {
    holds: 'components.schemas exists, objects have properties, lists have items, parameters are written out.',
    why: "The importer stops at these: 'object schema missing properties' is the best known.",
    next: 'Add properties: {} to the object, items to the list, or the missing member.',
  },
  'chatgpt/bodies': {
    holds: 'The body of a request is a plain object.',
    why: 'A oneOf, anyOf or allOf at the root of a body makes the action unusable.',
    next: 'Make it type: object with properties; put alternatives into properties, or make them operations of their own.',
  },
  'chatgpt/confirm': {
    holds: 'Each operation says x-openai-isConsequential.',
    why: 'Without it ChatGPT asks before every POST, searches included, and never offers "always allow".',
    next: "Add 'x-openai-isConsequential: false' where nothing is changed, true elsewhere.",
  },
  'chatgpt/auth': {
    holds: 'There is one way to sign in, and its URLs are ones that ChatGPT takes.',
    why: "ChatGPT takes one security scheme; authorization and token URL have to be https, on the API's own root domain or Microsoft's, Google's or Adobe's.",
    next: 'Declare one oauth2 scheme with the flow authorizationCode and both URLs written out.',
  },
  'chatgpt/token': {
    holds: 'The REST surface takes the token, and nothing without one.',
    why: 'A refused token shows as an action that asks to sign in again and again.',
    next: "Compare the token's aud, iss, exp and scopes with what the server expects.",
  },
  'chatgpt/call': {
    holds: 'An operation that only reads can be called.',
    why: 'The import can be perfect and the route still be missing.',
    next: 'Call it by hand with curl -i, and read the log of the server.',
  },
} as const;
