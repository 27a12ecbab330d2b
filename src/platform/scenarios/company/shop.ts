import { bundler } from './manifests.ts'
import {
  addon,
  config,
  create,
  deploy,
  favourite,
  feature,
  maintenance,
  restart,
  rollBack,
  run,
  scale,
  traffic,
  type Project,
  type Story,
} from './script.ts'

const GEMS =
  'rails@8.1.0 pg@1.6.2 puma@7.1.0 sidekiq@8.0.8 redis@5.4.1 propshaft@1.3.1 importmap-rails@2.2.2 turbo-rails@2.0.17 bootsnap@1.18.6 image_processing@1.14.0 money-rails@1.15.0 pagy@9.4.0'
const NEWER_GEMS = GEMS.replace('rails@8.1.0', 'rails@8.1.1')
const BACKFILL = 'release: bin/rails db:migrate && bin/rails pickup:backfill\n'
const TYPES = 'web: bundle exec puma -C config/puma.rb\nworker: bundle exec sidekiq -q default -q mailers\n'

/** The web shop, which most visitors come for. */
export const shop: Project = {
  name: 'shop',
  files: {
    ...bundler(GEMS, 134),
    Procfile: `${TYPES}release: bin/rails db:migrate\n`,
    'README.md': 1_480,
    Rakefile: "require_relative 'config/application'\nRails.application.load_tasks\n",
    'config.ru': "require_relative 'config/environment'\nrun Rails.application\n",
    'config/puma.rb': "threads 3, 3\nport ENV.fetch('PORT', 3000)\n",
    'config/routes.rb': 2_340,
    'app/controllers/checkouts_controller.rb': 5_120,
    'app/controllers/products_controller.rb': 3_890,
    'app/models/order.rb': 7_310,
    'app/models/product.rb': 6_020,
    'app/jobs/export_orders_job.rb': 1_760,
    'app/assets/stylesheets/application.css': 48_200,
    'app/javascript/application.js': 11_400,
    'public/images/ridge-tent.webp': 412_000,
    'db/schema.rb': 18_900,
  },
}

const SHOP = 'fernwood-shop'
const STAGING = 'fernwood-shop-staging'

const settings = {
  RAILS_ENV: 'production',
  RAILS_MASTER_KEY: 'made-up-for-this-world',
  PAYMENTS_URL: 'https://payments.fernwood.example.com',
}

export const shopStory: Story = [
  [
    '0 06:04',
    'ada',
    create(SHOP, 46, 'daily'),
    addon(SHOP, 'heroku-postgresql:standard-0', 'postgresql-curved-48213', 'DATABASE'),
    addon(SHOP, 'heroku-redis:premium-1', 'redis-solid-20417', 'REDIS'),
    addon(SHOP, 'snagbox:crate', 'snagbox-rounded-71934', 'SNAGBOX DSN'),
    config(SHOP, settings),
    favourite(SHOP),
  ],
  [
    '0 06:11',
    'lucia',
    create(STAGING, 0.05, 'steady'),
    addon(STAGING, 'heroku-postgresql:essential-1', 'postgresql-flat-31775', 'DATABASE'),
    addon(STAGING, 'heroku-redis:mini', 'redis-lively-66120', 'REDIS'),
    config(STAGING, settings),
  ],
  ['0 06:32', 'lucia', deploy(STAGING, shop, 'Import the shop')],
  ['0 07:15', 'lucia', deploy(SHOP, shop)],
  [
    '0 07:21',
    'ada',
    scale(SHOP, 'web=3:Standard-2X worker=2:Standard-2X'),
    feature(SHOP, 'preboot'),
    feature(SHOP, 'log-runtime-metrics'),
  ],
  ['0 07:24', 'lucia', favourite(SHOP), favourite(STAGING)],
  ['1 09:15', 'lucia', deploy(STAGING, shop, 'Show delivery days at checkout')],
  ['1 10:40', 'lucia', deploy(SHOP, shop)],
  ['2 13:05', 'jonas', deploy(STAGING, shop, 'Retry order exports that failed', { 'app/jobs/application_job.rb': 640 })],
  ['2 14:20', 'jonas', deploy(SHOP, shop)],
  ['3 09:20', 'lucia', deploy(STAGING, shop, 'Print packing slips as PDF', bundler(GEMS, 134, ' prawn@2.5.0'))],
  [
    '3 09:38',
    'lucia',
    deploy(STAGING, shop, 'Commit the lock file, too', {
      ...bundler(`${GEMS} prawn@2.5.0`, 139),
      'app/pdfs/packing_slip.rb': 2_210,
    }),
  ],
  ['3 14:10', 'lucia', deploy(SHOP, shop)],
  ['4 08:50', 'marcus', config(SHOP, { GIFT_WRAPPING: 'on', DELIVERY_CUTOFF: '15:00' })],
  ['4 14:45', 'ada', scale(SHOP, 'web=4'), traffic(SHOP, 68)],
  ['7 08:10', 'ada', scale(SHOP, 'web=3'), traffic(SHOP, 50)],
  ['7 08:36', 'lucia', deploy(STAGING, shop, 'Cache category pages', { 'app/models/concerns/cached.rb': 890 })],
  ['7 10:05', 'lucia', deploy(SHOP, shop)],
  ['7 10:52', 'marcus', rollBack(SHOP)],
  ['7 13:30', 'lucia', deploy(STAGING, shop, 'Put the currency into cache keys')],
  ['7 15:10', 'lucia', deploy(SHOP, shop)],
  ['8 11:26', 'jonas', restart(SHOP, 'worker')],
  [
    '9 09:31',
    'lucia',
    deploy(STAGING, shop, 'Let customers pick up in a store', { Procfile: TYPES + BACKFILL, 'app/models/pickup.rb': 2_950 }),
  ],
  ['9 10:16', 'lucia', deploy(STAGING, shop, 'Add the task that fills in pickups', { 'lib/tasks/pickup.rake': 720 })],
  ['9 14:02', 'lucia', deploy(SHOP, shop)],
  ['10 07:45', 'ada', maintenance(SHOP, true)],
  ['10 07:57', 'ada', maintenance(SHOP, false)],
  ['11 09:12', 'jonas', deploy(STAGING, shop, 'Log slow queries')],
  ['11 09:58', 'jonas', deploy(SHOP, shop)],
  ['12 10:08', 'lucia', run(SHOP, 'bin/rails runner Order.recount')],
  ['15 08:47', 'lucia', deploy(STAGING, shop, 'Update Rails to 8.1.1', bundler(`${NEWER_GEMS} prawn@2.5.0`, 139))],
  ['15 13:22', 'lucia', deploy(SHOP, shop)],
  ['16 12:04', 'marcus', config(SHOP, { GIFT_WRAPPING: null, WINTER_CATALOGUE: 'on' }), traffic(SHOP, 58)],
  ['17 14:20', 'lucia', deploy(STAGING, shop, 'Recommend products on every page', { 'app/models/recommendation.rb': 1_830 })],
  ['18 15:42', 'lucia', deploy(SHOP, shop)],
  ['21 08:58', 'lucia', deploy(STAGING, shop, 'Sort sizes from small to large')],
  ['21 09:31', 'lucia', deploy(SHOP, shop)],
]
