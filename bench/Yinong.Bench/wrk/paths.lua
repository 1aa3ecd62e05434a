-- GET one of the addresses of the file PATHS, with a token or a cookie when there is one, and with If-None-Match when ETAGS says so.
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
math.randomseed(7)
local headers = {}
if os.getenv("TOKEN") then headers["Authorization"] = "Bearer " .. os.getenv("TOKEN") end
if os.getenv("COOKIE") then headers["Cookie"] = os.getenv("COOKIE") end
if os.getenv("ETAG") then headers["If-None-Match"] = os.getenv("ETAG") end
request = function() return wrk.format("GET", paths[math.random(#paths)], headers) end
