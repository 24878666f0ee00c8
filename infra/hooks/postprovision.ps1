# Makes the first callback key. A key that is there stays as it is: callback-key.bicep creates it only where it is missing.
# The key travels in the environment, never as an argument, and is shown nowhere.
$ErrorActionPreference = 'Stop'
Set-Location "$PSScriptRoot/.."

$env:CALLBACK_KEY = [Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(48))

az deployment group create --subscription $env:AZURE_SUBSCRIPTION_ID --resource-group $env:AZURE_RESOURCE_GROUP `
  --name callback-key --parameters callback-key.bicepparam --output none
if ($LASTEXITCODE -ne 0) { throw 'The callback key could not be put into the vault.' }
Write-Host "Vault $env:AZURE_KEY_VAULT_NAME has the callback key $env:CALLBACK_KEY_ID."
