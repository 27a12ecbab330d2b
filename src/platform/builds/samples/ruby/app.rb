require "sinatra"
require "json"

QUOTES = ["Less, but better.", "Make it work, make it right.", "Name things well."].freeze

get "/" do
  "#{QUOTES.sample}\n"
end

get "/quotes" do
  content_type :json
  QUOTES.to_json
end
