import { mount } from 'svelte';
import '@lineproof/shared/style.css';
import './console.css';
import App from './App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
