// Shows every screen with sample data in a browser, without the window: `npm run dev:sample -w field`.
// Nothing in this folder is part of the product's build.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { '@backend': '/dev/backend.ts' } },
  server: { fs: { allow: ['../..'] } },
});
