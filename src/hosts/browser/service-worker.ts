import { files, version } from 'virtual:static-files'

addEventListener('install', () => {
  console.debug(files, version)
})
importScripts('mockServiceWorker.js')
