// What the marketplace offers, one service a line:
//
//   name | human name | category | what it does | flags | config vars | what plans are compared by | plans
//
// Flags: m several on one app, s can be attached to other apps, b beta, x no longer offered. Each plan is its name, its price
// in dollars a month, and its values, parted by "/". The first plan is the default. Heroku's own services and their figures are
// from heroku-facts E.2-E.5; the partners are invented.

const LEVELS = `0|2|4 GB|64 GB|200|50|200
2|2|8 GB|256 GB|500|200|350
3|2|15.25 GB|512 GB|500|400|750
4|4|30.5 GB|768 GB|500|750|1200
5|8|61 GB|1 TB|500|1400|2500
6|16|122 GB|1.5 TB|500|2000|3500
7|32|244 GB|2 TB|500|3500|6000
8|64|488 GB|3 TB|500|4500|8500
9|96|768 GB|4 TB|500|8000|14000
10|128|1 TB|6 TB|500|12000|24000`.split('\n')

/** The same machines at each level of four tiers. */
const postgres = [
  ['standard', 5, 'yes/4 days/no'],
  ['premium', 6, 'yes/1 week/yes'],
  ['private', 6, 'yes/1 week/yes'],
  ['shield', 6, 'yes/1 week/yes'],
].flatMap(([tier, price, more]) =>
  LEVELS.map((line) => {
    const figures = line.split('|')
    return `${tier}-${figures[0]} ${figures[Number(price)]} ${figures[3]}/${figures[4]}/${figures[2]}/${figures[1]}/${more}`
  }),
)

const REDIS = `mini 3 25 MB/20/no;premium-0 15 50 MB/40/yes;premium-1 30 100 MB/80/yes;premium-2 60 250 MB/200/yes;premium-3 120 500 MB/400/yes;premium-5 200 1 GB/1000/yes;premium-7 750 7 GB/10000/yes;premium-9 1450 10 GB/25000/yes;premium-10 3500 25 GB/40000/yes;premium-12 6500 50 GB/65000/yes;premium-14 12500 100 GB/65000/yes;private-3 150 500 MB/400/yes;private-5 250 750 MB/1000/yes;private-7 900 7 GB/10000/yes;private-9 1750 10 GB/25000/yes;private-10 4000 25 GB/40000/yes;private-12 7500 50 GB/65000/yes;private-14 14000 100 GB/65000/yes;shield-3 210 500 MB/400/yes;shield-5 350 1 GB/1000/yes;shield-7 1100 7 GB/10000/yes;shield-9 2100 10 GB/25000/yes;shield-10 4800 25 GB/40000/yes;shield-12 9000 50 GB/65000/yes;shield-14 19600 100 GB/65000/yes`
const KAFKA = `basic-0 100 4 GB/40/240/shared;basic-1 125 32 GB/40/480/shared;basic-2 175 64 GB/40/960/shared;standard-0 1500 150 GB/no limit/12000/3 brokers;standard-1 1800 300 GB/no limit/12000/3 brokers;standard-2 3200 900 GB/no limit/12000/3 brokers;extended-0 4000 1.5 TB/no limit/32000/8 brokers;extended-1 5000 3 TB/no limit/32000/8 brokers;extended-2 8700 6 TB/no limit/32000/8 brokers;private-standard-0 1800 150 GB/no limit/12000/3 brokers;private-standard-1 2200 300 GB/no limit/12000/3 brokers;private-standard-2 3600 900 GB/no limit/12000/3 brokers;private-extended-0 5000 1.5 TB/no limit/32000/8 brokers;private-extended-1 6200 3 TB/no limit/32000/8 brokers;private-extended-2 10800 6 TB/no limit/32000/8 brokers;shield-standard-0 2200 150 GB/no limit/12000/3 brokers;shield-standard-1 2700 300 GB/no limit/12000/3 brokers;shield-standard-2 4400 900 GB/no limit/12000/3 brokers;shield-extended-0 6000 1.5 TB/no limit/32000/8 brokers;shield-extended-1 7500 3 TB/no limit/32000/8 brokers;shield-extended-2 13000 6 TB/no limit/32000/8 brokers`

const ESSENTIAL =
  'essential-0 5 1 GB/20/shared/shared/no/no/no;essential-1 9 10 GB/20/shared/shared/no/no/no;essential-2 20 32 GB/40/shared/shared/no/no/no'

export const SERVICES = `heroku-postgresql|Heroku Postgres|Data Stores|A relational database that is run for you: backups, forks and followers from the Standard tier on, high availability from Premium.|ms|URL|Storage/Connections/Memory/vCPU/Forks and followers/Rollback/High availability|${ESSENTIAL};${postgres.join(';')}
heroku-redis|Heroku Key-Value Store|Data Stores|Keys and values in memory, compatible with Redis: caches, queues, sessions and counters.|ms|URL|Memory/Connections/High availability|${REDIS}
heroku-kafka|Apache Kafka on Heroku|Messaging and Queueing|A log of events that many programs write to and read from at their own pace, in order and again.|ms|URL,TRUSTED_CERT,CLIENT_CERT,CLIENT_CERT_KEY,PREFIX|Storage/Topics/Partitions/Brokers|${KAFKA}
scheduler|Heroku Scheduler|Worker and Background Jobs|Runs a command every ten minutes, every hour or every day, in a one-off dyno.|||Jobs/Finest interval|standard 0 100/10 minutes
herokuconnect|Heroku Connect|Data Store Utilities|Keeps tables of your Postgres in step with objects of a Salesforce org, in both directions.|||Synced rows|demo 0 10,000
heroku-inference|Heroku Managed Inference|Development Tools|Models for chat, embeddings and images behind one address, paid by use.|ms|URL,KEY,MODEL_ID|Billing|standard 0 by tokens used
heroku-applink|Heroku AppLink|Development Tools|Lets a Salesforce org call your app, with its users known to you.||API_URL,TOKEN|Billing|standard 0 none
paperlane|Paperlane|Logging|Keeps your log for longer than the platform does, searches it as you type, and wakes somebody when a line appears.|s|API_TOKEN|A day/Kept for/People|seedling 0 50 MB/2 days/1;sapling 7 200 MB/7 days/5;grove 29 1 GB/14 days/20;forest 119 8 GB/30 days/no limit
logharbour|Logharbour|Logging|A store for structured lines with saved queries, counts over time and exports to a bucket of yours.|s|URL,API_KEY|A day/Kept for/Alerts|pier 0 100 MB/3 days/2;dock 19 1 GB/14 days/20;quay 79 6 GB/30 days/no limit
tidewatch|Tidewatch|Monitoring|Watches response times, throughput and memory of each process, and says which deploy changed them.|s|LICENSE_KEY|Hosts/Kept for/Traces|ripple 0 1/1 day/none;swell 25 4/8 days/1 in 10;surge 99 20/30 days/all
pulsebird|Pulsebird|Monitoring|Asks your addresses every minute from nine places and tells you which of them got no answer.||API_KEY|Checks/Every/Places|chick 0 3/5 minutes/2;wren 9 20/1 minute/5;falcon 39 100/20 seconds/9
snagbox|Snagbox|Error and Exceptions|Collects exceptions, puts equal ones together, and shows the release that brought each.|s|DSN|Events a month/People/Kept for|box 0 5,000/1/30 days;crate 26 100,000/10/90 days;container 89 1,000,000/no limit/1 year
faultline|Faultline|Error and Exceptions|Errors of browser and server on one timeline, with what the user did before.|s|URL,API_KEY|Events a month/Replays|crack 0 2,000/none;rift 29 50,000/500;canyon 119 500,000/10,000
postpigeon|Postpigeon|Email/SMS|Sends receipts and resets, and tells which of them bounced.||API_KEY,DOMAIN|E-mails a month/Own address|coop 0 1,000/no;flock 15 40,000/no;squadron 85 200,000/yes
letterwheel|Letterwheel|Email/SMS|Newsletters with templates, lists and a queue that respects the limits of mailbox providers.||API_KEY,SMTP_URL|E-mails a month/Lists|unicycle 0 500/1;bicycle 10 20,000/10;tandem 60 150,000/no limit
textferry|Textferry|Email/SMS|Text messages to 190 countries by one call, with answers to a web hook.||ACCOUNT,TOKEN|Messages a month/Numbers|raft 0 20/1;ferry 30 1,000/2;liner 240 10,000/10
rabbitrun|Rabbitrun|Messaging and Queueing|Queues and exchanges that speak AMQP, on machines that somebody else patches.|ms|URL|Connections/Messages a month/Queues|warren 0 20/1 million/100;meadow 19 50/20 million/500;range 99 300/200 million/10,000
sparkline-mq|Sparkline MQ|Messaging and Queueing|Light messages between browsers and servers over WebSocket.|s|URL,KEY,SECRET|Connections/Messages a day|spark 0 100/200,000;flash 49 500/1 million;blaze 299 5,000/20 million
findling|Findling|Search|Full-text search with typing mistakes forgiven and facets counted.|ms|URL|Documents/Memory/Nodes|pebble 0 10,000/125 MB/shared;stone 50 1 million/1 GB/1;boulder 240 10 million/4 GB/3
lookout-search|Lookout|Search|Search as you type for shops: synonyms, pins and a report of what nobody found.|s|APP_ID,API_KEY|Records/Searches a month|ridge 0 5,000/10,000;peak 45 100,000/250,000
memstash|Memstash|Caching|A cache in memory that several dynos share, with the memcached protocol.|ms|SERVERS,USERNAME,PASSWORD|Memory/Connections|pocket 0 25 MB/10;drawer 15 100 MB/50;cabinet 60 500 MB/200;vault 150 2 GB/500
edgelarder|Edgelarder|Caching|Holds pages and files near the people who ask for them.||DOMAIN,API_KEY|Traffic a month/Places|shelf 0 5 GB/4;pantry 20 100 GB/20;cellar 120 1 TB/60
cronkeeper|Cronkeeper|Worker and Background Jobs|Jobs by the minute with a history of each run, retries and a warning when one stays out.||API_KEY|Jobs/Finest interval|tick 0 5/10 minutes;tock 12 50/1 minute;chime 45 500/10 seconds
missedbeat|Missedbeat|Alerts and Notifications|Your job calls an address; when the call stays out, you hear of it.||URL|Jobs/Intervals|one 0 1/daily;few 5 10/hourly;many 19 100/by the minute
pagerowl|Pagerowl|Alerts and Notifications|Who is on call tonight, and how to wake them.||API_KEY|People/Calls a month|owlet 0 2/none;owl 35 10/100
inkpress|Inkpress|Content Management|Pages that editors write in their browser and your app reads as JSON.|s|SPACE,TOKEN|Entries/Editors/Languages|draft 0 500/2/1;proof 39 10,000/10/5;edition 249 100,000/50/30
sheafdocs|Sheafdocs|Document Processing|Makes PDF of HTML, joins and fills in forms.||API_KEY|Documents a month/Pages each|leaf 0 50/20;sheaf 18 1,000/100;bale 95 10,000/500
scanwell|Scanwell|Document Processing|Reads receipts, invoices and passports from photos.|b|API_KEY|Pages a month|lens 0 25;reader 49 1,000
pixelmill|Pixelmill|Image Processing|Resizes, crops and converts pictures by their address.|s|URL,API_KEY|Pictures a month/Traffic|grain 0 1,000/1 GB;flour 29 50,000/50 GB;bakery 149 500,000/500 GB
framery|Framery|Image Processing|Keeps what users upload, finds faces and removes what should not be shown.||URL|Storage/Uploads a month|polaroid 0 1 GB/500;gallery 39 50 GB/20,000
reelcast|Reelcast|Video|Takes any film and plays it on every device, at the size that the network allows.||TOKEN,SECRET|Minutes stored/Minutes watched|short 0 10/100;feature 50 2,000/10,000
pocketping|Pocketping|Mobile|Push messages to phones and browsers, at the hour that fits each person.||APP_ID,API_KEY|Devices/Messages|tap 0 1,000/no limit;buzz 25 50,000/no limit
doorkey|Doorkey|User Management|Sign-in by password, passkey or an identity provider, with sessions you can end.|s|DOMAIN,CLIENT_ID,CLIENT_SECRET|Users a month/Providers|mat 0 1,000/2;lock 25 10,000/10;gate 180 100,000/no limit
sealbox|Sealbox|Security|Encrypts fields before they reach your database, and keeps the keys apart.||KEY_URL|Keys/Operations a day|latch 0 1/1,000;bolt 40 20/100,000
sniffhound|Sniffhound|Security|Reads your lock files every night and says which package has a known hole.||API_KEY|Apps/Every|pup 0 1/week;hound 20 10/day
bucketwise|Bucketwise|Data Store Utilities|A bucket for files that speaks the S3 protocol, with its own keys for each app.|ms|NAME,ACCESS_KEY_ID,SECRET_ACCESS_KEY|Storage/Traffic a month|pail 5 10 GB/50 GB;barrel 20 100 GB/250 GB;cistern 80 1 TB/1 TB
mirrorbase|Mirrorbase|Data Store Utilities|Copies your database every night, without the names and addresses, for staging to work with.||API_KEY|Databases/Rows|copy 0 1/100,000;twin 30 3/10 million
maridb|Maridb|Data Stores|A MySQL-compatible database with daily backups.|ms|URL|Storage/Connections|cove 0 5 MB/10;bay 10 1 GB/15;gulf 50 10 GB/60;ocean 240 100 GB/400
docustore|Docustore|Data Stores|Documents without a schema, with indexes and change streams.|ms|URL|Storage/Replicas|note 0 500 MB/1;folder 25 8 GB/3;archive 180 80 GB/3
staticroute|Staticroute|Network Services|Sends what your app asks of others by two addresses that never change, for firewalls that want to know.|s|URL|Requests a month/Traffic|path 0 500/100 MB;road 19 20,000/10 GB;motorway 99 500,000/100 GB
fixproxy|Fixproxy|Network Services|The older way to fixed addresses. Staticroute takes its place.|x|URL|Requests a month|basic 5 1,000
zoneherd|Zoneherd|Network Services|DNS with an API, and a record that follows your app's target.||API_KEY|Zones/Queries a month|herd 5 5/1 million;ranch 25 50/20 million
greencheck|Greencheck|Testing|Clicks through your pages after each deploy, and keeps the pictures of what differs.||API_KEY|Runs a month/Browsers|try 0 20/1;check 39 500/3
loadstone|Loadstone|Testing|Sends as many requests as you say, from where you say.||API_KEY|Virtual users/Minutes a month|pebble 0 25/30;rock 49 1,000/600
branchline|Branchline|Continuous Integration and Delivery|Runs your tests on each push, in parallel.|b|TOKEN|Minutes a month/In parallel|track 0 500/1;junction 30 5,000/5
numberfield|Numberfield|Metrics and Analytics|Counters and gauges from your code, on boards that load at once.|s|URL,TOKEN|Series/Kept for|plot 0 50/1 day;acre 19 1,000/60 days;estate 95 20,000/1 year
footfall|Footfall|Metrics and Analytics|Counts visits without cookies.||SITE_ID|Visits a month|lane 0 10,000;street 9 100,000;avenue 49 1 million
upscaler|Upscaler|Dynos|Adds web and worker dynos by queue time, and takes them away at night.||API_KEY|Process types/Every|calm 0 1/1 minute;brisk 20 3/20 seconds;storm 75 10/10 seconds
nightcap|Nightcap|Dynos|Stops the dynos of staging apps in the evening and starts them in the morning.||API_KEY|Apps|nap 0 1;sleep 5 10
flagpole|Flagpole|Development Tools|Switches for features, for some people first.|s|SDK_KEY|Flags/People|pennant 0 10/1,000;banner 25 200/50,000
geowhere|Geowhere|Utilities|Says where an address is, and what time it is there.||URL,API_KEY|Lookups a day|dot 0 1,000;map 15 50,000`
