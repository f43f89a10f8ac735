import type { Connect, Plugin } from 'vite';
import { answer } from './routes.ts';

/** Answers `/api` from samples, in the development server and in `vite preview`. */
export function sampleHeadquarters(): Plugin {
  const use = (middlewares: Connect.Server) =>
    void middlewares.use((request, response, next) => {
      answer(request, response).then(
        (answered) => void (answered || next()),
        (error: unknown) => next(error),
      );
    });
  return {
    name: 'sample-headquarters',
    configureServer: (server) => use(server.middlewares),
    configurePreviewServer: (server) => {
      server.middlewares.use((_, response, next) => {
        response.setHeader('Content-Security-Policy', POLICY);
        next();
      });
      use(server.middlewares);
    },
  };
}

/** What headquarters serves the console with. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
