import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { sampleHeadquarters } from './dev/plugin.ts';

/**
 * `npm run dev` talks to the headquarters at LINEPROOF_HQ (for example http://127.0.0.1:8443); without it, to the sample
 * headquarters of `dev/`, which is never part of a build.
 */
const headquarters = process.env.LINEPROOF_HQ;

export default defineConfig({
  plugins: [svelte(), headquarters ? null : sampleHeadquarters()],
  server: {
    fs: { allow: ['../..'] },
    // Headquarters answers its own pages only, so the development server speaks as one of them.
    proxy: headquarters
      ? { '/api': { target: headquarters, changeOrigin: true, headers: { origin: headquarters } } }
      : undefined,
  },
  build: {
    target: 'es2022',
    // Nothing inline: the page is served under a strict content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
