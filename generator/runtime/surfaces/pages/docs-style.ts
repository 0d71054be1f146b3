/** What the documentation's page adds to swagger-ui's own style sheet. */
export const docsStyle = `
body { margin: 0 }
`;
