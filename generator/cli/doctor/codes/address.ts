/** The URL itself: what the clouds of both clients need of it. */
export const addressCodes = {
  'address/reachable': {
    holds: 'Something answers at the URL.',
    why: 'Nothing else can be looked at otherwise.',
    next: 'Start the server, and check host name, port and firewall from outside: curl -i <url>',
  },
  'address/certificate': {
    holds: 'The certificate is valid and comes from a public authority.',
    why: 'Both clients refuse every other one, and say little of why.',
    next: 'Install a certificate of a public authority with its intermediate certificates; for a private one on your own machine set NODE_EXTRA_CA_CERTS.',
  },
  'address/https': {
    holds: 'The URL is https.',
    why: 'ChatGPT and Claude call https alone; over http everybody on the way reads the tokens.',
    next: 'Put it behind TLS, such as a reverse proxy or a tunnel, and set PUBLIC_URL to the https URL.',
  },
  'address/port': {
    holds: 'The URL has no port.',
    why: "ChatGPT takes no server URL with a port: 'None of the provided servers is under the root origin'.",
    next: 'Let the proxy listen on 443 and leave the port out of PUBLIC_URL.',
  },
  'address/host': {
    holds: 'The host has a public name.',
    why: "Both clients call from their vendor's cloud, which reaches no laptop and no private network.",
    next: 'Give the server a public DNS name, or open a tunnel to it, and set PUBLIC_URL to that.',
  },
  'address/found': {
    holds: 'There is an OpenAPI document or an MCP endpoint.',
    why: 'A wrong path, or the URL of a page instead of the server, connects to nothing.',
    next: 'Give the base URL of the server, that of its OpenAPI document, or that of its MCP endpoint.',
  },
} as const;
