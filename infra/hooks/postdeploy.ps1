# Points Event Grid at the blob trigger. The key of the trigger's address exists only once the app runs, so this cannot
# be part of the templates. Running it again changes nothing.
$ErrorActionPreference = 'Stop'

function Get-BlobsKey {
    az functionapp keys list --resource-group $env:AZURE_RESOURCE_GROUP --name $env:AZURE_FUNCTION_APP_NAME `
        --query systemKeys.blobs_extension --output tsv
}

$attempt = 1
while (-not ($key = Get-BlobsKey)) {
    if ($attempt -ge 30) {
        throw 'The function app has no key for blob events after 5 minutes: does it start?'
    }
    $attempt++
    Start-Sleep -Seconds 10
}

$endpoint = "https://$env:AZURE_FUNCTION_APP_HOST/runtime/webhooks/blobs"
# The inner quotes keep the ampersand from the command interpreter that az runs in on Windows.
az eventgrid system-topic event-subscription create `
    --resource-group $env:AZURE_RESOURCE_GROUP `
    --system-topic-name $env:AZURE_EVENTGRID_TOPIC_NAME `
    --name datasets `
    --endpoint-type webhook `
    --endpoint "`"$endpoint`?functionName=Host.Functions.DatasetDroppedEvent&code=$key`"" `
    --included-event-types Microsoft.Storage.BlobCreated `
    --subject-begins-with /blobServices/default/containers/datasets/ `
    --output none
if ($LASTEXITCODE -ne 0) {
    throw 'The event subscription could not be made.'
}

Write-Host "Datasets dropped into $env:AZURE_STORAGE_ACCOUNT_NAME/datasets are now analysed."
