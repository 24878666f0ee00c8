#!/bin/sh
# Makes the first callback key and the key of the log of records. A key that is there stays as it is: callback-key.bicep creates what is missing.
# The keys travel in the environment, never as arguments, and are shown nowhere.
set -eu
cd "$(dirname "$0")/.."

CALLBACK_KEY="$(openssl rand -base64 48)"
export CALLBACK_KEY
RECORD_LOG_KEY="$(openssl rand -base64 32)"
export RECORD_LOG_KEY

az deployment group create --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" \
  --name callback-key --parameters callback-key.bicepparam --output none

# The app may have looked for the key before it was there, and would look again only tomorrow.
az rest --method post --output none --url "/subscriptions/$AZURE_SUBSCRIPTION_ID/resourceGroups/$AZURE_RESOURCE_GROUP\
/providers/Microsoft.Web/sites/$AZURE_FUNCTION_APP_NAME/config/configreferences/appsettings/refresh?api-version=2022-03-01"
echo "Vault $AZURE_KEY_VAULT_NAME has the callback key $CALLBACK_KEY_ID."
