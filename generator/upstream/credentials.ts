/** A value of the environment that signs requests to the API behind the tools. */
export interface Credential {
  /** The environment variable that holds it. */
  readonly variable: string;
  readonly in: 'header' | 'query';
  /** Of the header or query parameter. */
  readonly name: string;
}
