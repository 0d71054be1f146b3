import type { Judges } from '../judge.js';
import {
  judgeHints,
  judgeList,
  judgeSize,
  judgeTitles,
  judgeToolCall,
  judgeToolNames,
  judgeToolSchemas,
  ofTools,
} from './tools.js';
import { judgeHttp, judgeInitialize, judgeSse, judgeToken, judgeUrl } from './transport.js';

export const claudeJudges: Judges<'claude'> = {
  'claude/http': judgeHttp,
  'claude/url': judgeUrl,
  'claude/sse': judgeSse,
  'claude/initialize': judgeInitialize,
  'claude/tools': judgeList,
  'claude/names': ofTools(judgeToolNames),
  'claude/schemas': ofTools(judgeToolSchemas),
  'claude/hints': ofTools(judgeHints),
  'claude/titles': ofTools(judgeTitles),
  'claude/size': ofTools(judgeSize),
  'claude/token': judgeToken,
  'claude/call': judgeToolCall,
};
