import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: { '@backend': '/src/backend/commands.ts' } },
  // The texts of both languages stand beside the Rust code that prints the same words.
  server: { fs: { allow: ['../..'] } },
  // One window, files from disk: a few large chunks are as good as many small ones.
  build: { target: 'es2022', chunkSizeWarningLimit: 2048 },
});
