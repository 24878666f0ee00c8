# Subscribes the app's blob triggers to new documents and files of reports. Their addresses hold a key that the running app makes, which is why no template
# can do it before. Safe to repeat: a new key replaces the old address.
$ErrorActionPreference = 'Stop'
Set-Location "$PSScriptRoot/.."

$key = ''
for ($try = 0; -not $key -and $try -lt 20; $try++) {
  $key = az functionapp keys list --subscription $env:AZURE_SUBSCRIPTION_ID --resource-group $env:AZURE_RESOURCE_GROUP `
    --name $env:AZURE_FUNCTION_APP_NAME --query systemKeys.blobs_extension --output tsv
  if (-not $key) { Start-Sleep -Seconds ($env:HOOK_PAUSE ?? 15) }
}
if (-not $key) { throw 'The app has no key for its blob trigger: it has not started. See its log stream, then run: azd hooks run postdeploy' }

$app = "https://$env:AZURE_FUNCTION_APP_HOST/runtime/webhooks/blobs"
$triggers = [ordered]@{
  reports  = "$app`?functionName=Host.Functions.Reports_Check&code=$key"
  incoming = "$app`?functionName=Host.Functions.Documents_Check&code=$key"
}
foreach ($container in $triggers.Keys) {
  $env:BLOB_TRIGGER_CONTAINER = $container
  $env:BLOB_TRIGGER_ENDPOINT = $triggers[$container]
  az deployment group create --subscription $env:AZURE_SUBSCRIPTION_ID --resource-group $env:AZURE_RESOURCE_GROUP `
    --name "blob-events-$container" --parameters blob-events.bicepparam --output none
  if ($LASTEXITCODE -ne 0) { throw "The subscription of $container could not be made." }
}
Write-Host "Event Grid brings new documents and files of reports to $env:AZURE_FUNCTION_APP_NAME."
