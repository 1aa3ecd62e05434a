-- POST service records: BATCH a request, stations and officers from the file STATIONS (number, tab, officer number).
local batch = tonumber(os.getenv("BATCH") or "1")
local stations = {}
for line in io.lines(os.getenv("STATIONS")) do
  local s, o = line:match("([^\t]+)\t([^\t]+)")
  stations[#stations + 1] = {s, o}
end
math.randomseed(tonumber(os.getenv("SEED") or os.time()))
local format, random, floor = string.format, math.random, math.floor
local items = {}
for item in os.getenv("ITEMS"):gmatch("[^,]+") do items[#items + 1] = item end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN")
-- A service is written down on its day, the day after, or when the line is back: 7, 2 and 1 of ten (the clock stands at the evening of the 31st).
-- With SPREAD=month any day of October: the hardest mix for the counts, as when a province sends a month of old books.
local month = os.getenv("SPREAD") == "month"
local function day()
  if month then return random(1, 31) end
  local r = random(10)
  return r <= 7 and 31 or r <= 9 and 30 or random(24, 29)
end
local counter = 0
local function record()
  counter = counter + 1
  local ms = floor(os.time() * 1000) + counter % 1000
  local s = stations[random(#stations)]
  return format('{"id":"%08x-%04x-7%03x-%04x-%06x%06x","station":"%s","officer":"%s","item":"%s","personTimes":1,"group":false,"channel":"on-site","servedAt":"2018-10-%02dT%02d:12:00+08:00","amountFen":null,"provider":null,"orderNumber":null,"confirmation":{"method":"none","reference":null},"outcome":"done","note":""}',
    floor(ms / 65536), ms % 65536, random(0, 4095), 0x8000 + random(0, 0x3fff), random(0, 0xffffff), counter % 0x1000000, s[1], s[2], items[random(#items)], day(), random(8, 18))
end
request = function()
  if batch == 1 then return wrk.format(nil, nil, nil, "[" .. record() .. "]") end
  local records = {}
  for i = 1, batch do records[i] = record() end
  return wrk.format(nil, nil, nil, "[" .. table.concat(records, ",") .. "]")
end
