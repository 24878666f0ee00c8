// Verifies a request as a receiver does, at the time that the request says. Exit code 0: the signature is good; 1: it is refused.
const { Webhook } = require(`${process.argv[2]}/standardwebhooks`);
const { secret, body, headers } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
Date.now = () => Number(headers["webhook-timestamp"]) * 1000;
try {
  new Webhook(secret).verify(body, headers);
} catch (refused) {
  console.error(refused.message);
  process.exit(1);
}
