console.log('Checking the configuration before this release goes live')
if (process.env.PORT === '') throw new Error('PORT is empty')
