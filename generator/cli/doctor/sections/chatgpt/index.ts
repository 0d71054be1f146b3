import { type Judges, ofDocument } from '../judge.js';
import { judgeAuth } from './auth.js';
import { judgeCall, judgeToken } from './calls.js';
import { judgeDocument, judgeServer, judgeUrl, judgeVersion } from './document.js';
import { judgeActions, judgeBodies, judgeConfirm, judgeNames, judgeTexts } from './operations.js';
import { judgeReferences, judgeSchemas } from './schemas.js';

export const chatgptJudges: Judges<'chatgpt'> = {
  'chatgpt/document': judgeDocument,
  'chatgpt/url': ofDocument(judgeUrl),
  'chatgpt/version': ofDocument(judgeVersion),
  'chatgpt/server': ofDocument(judgeServer),
  'chatgpt/actions': ofDocument((_, { operations }) => judgeActions(operations)),
  'chatgpt/names': ofDocument((_, { operations }) => judgeNames(operations)),
  'chatgpt/texts': ofDocument((_, { operations }) => judgeTexts(operations)),
  'chatgpt/references': ofDocument(judgeReferences),
  'chatgpt/schemas': ofDocument((document, { operations }) => judgeSchemas(document, operations)),
  'chatgpt/bodies': ofDocument(({ json }, { operations }) => judgeBodies(operations, json)),
  'chatgpt/confirm': ofDocument((_, { operations }) => judgeConfirm(operations)),
  'chatgpt/auth': ofDocument(judgeAuth),
  'chatgpt/token': ofDocument((_, facts) => judgeToken(facts)),
  'chatgpt/call': ofDocument((_, facts) => judgeCall(facts)),
};
