import { connection } from '#client/connection.ts'
import { startPlatform } from '#hosts/browser/start.ts'

// First of all the world begins to load, in its worker, beside everything else that the page still needs.
const platform = connection().kind === 'browser' ? startPlatform() : null

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')
const { mount } = await import('#dashboard/shell/mount.tsx')
mount(root, platform)
