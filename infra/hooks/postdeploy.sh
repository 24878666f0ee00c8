#!/bin/sh
# Subscribes the app's blob triggers to new documents and files of reports. Their addresses hold a key that the running app makes, which is why no template
# can do it before. Safe to repeat: a new key replaces the old address.
set -eu
cd "$(dirname "$0")/.."

key=
tries=20
while [ -z "$key" ] && [ "$tries" -gt 0 ]; do
  key="$(az functionapp keys list --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" \
    --name "$AZURE_FUNCTION_APP_NAME" --query systemKeys.blobs_extension --output tsv)" || key=
  tries=$((tries - 1))
  [ -n "$key" ] || sleep "${HOOK_PAUSE:-15}"
done
if [ -z "$key" ]; then
  echo "The app has no key for its blob trigger: it has not started. See its log stream, then run: azd hooks run postdeploy" >&2
  exit 1
fi

subscribe() {
  BLOB_TRIGGER_CONTAINER="$1"
  BLOB_TRIGGER_ENDPOINT="$2"
  export BLOB_TRIGGER_CONTAINER BLOB_TRIGGER_ENDPOINT
  az deployment group create --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" \
    --name "blob-events-$1" --parameters blob-events.bicepparam --output none
}

app="https://$AZURE_FUNCTION_APP_HOST/runtime/webhooks/blobs"
subscribe reports "$app?functionName=Host.Functions.Reports_Check&code=$key"
subscribe incoming "$app?functionName=Host.Functions.Documents_Check&code=$key"
echo "Event Grid brings new documents and files of reports to $AZURE_FUNCTION_APP_NAME."
