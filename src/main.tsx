// The world begins to load, in its worker, before anything else of the page runs; so this import stays the first.
import { platform } from './start.ts'
import '#ui/theme.css'
import { mount } from '#dashboard/shell/mount.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')
mount(root, platform)
