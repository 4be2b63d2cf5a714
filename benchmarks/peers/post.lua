-- Posts what BODY holds; RATE, where it is set, is how many requests a second all CONNECTIONS make together.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = os.getenv("BODY")

local rate = tonumber(os.getenv("RATE") or "0")
if rate > 0 then
  local pause = 1000 * tonumber(os.getenv("CONNECTIONS")) / rate
  function delay()
    return math.floor(pause + math.random())
  end
end
