import { createServer } from 'node:http';

// What node:http alone takes to answer.

createServer((_request, response) => response.end('{}')).listen(Number(process.env['PORT']), '127.0.0.1');
