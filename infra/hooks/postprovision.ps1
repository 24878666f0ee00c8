# Makes the first callback key and the key of the log of records. A key that is there stays as it is: callback-key.bicep creates what is missing.
# The keys travel in the environment, never as arguments, and are shown nowhere.
$ErrorActionPreference = 'Stop'
Set-Location "$PSScriptRoot/.."

$env:CALLBACK_KEY = [Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(48))
$env:RECORD_LOG_KEY = [Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(32))

az deployment group create --subscription $env:AZURE_SUBSCRIPTION_ID --resource-group $env:AZURE_RESOURCE_GROUP `
  --name callback-key --parameters callback-key.bicepparam --output none
if ($LASTEXITCODE -ne 0) { throw 'The callback key could not be put into the vault.' }

# The app may have looked for the key before it was there, and would look again only tomorrow.
az rest --method post --output none --url ("/subscriptions/$env:AZURE_SUBSCRIPTION_ID/resourceGroups/$env:AZURE_RESOURCE_GROUP" +
  "/providers/Microsoft.Web/sites/$env:AZURE_FUNCTION_APP_NAME/config/configreferences/appsettings/refresh?api-version=2022-03-01")
if ($LASTEXITCODE -ne 0) { throw 'The app could not be told to look for its keys again.' }
Write-Host "Vault $env:AZURE_KEY_VAULT_NAME has the callback key $env:CALLBACK_KEY_ID."
