#!/bin/sh
# Points Event Grid at the blob trigger. The key of the trigger's address exists only once the app runs, so this cannot
# be part of the templates. Running it again changes nothing.
set -eu

blobs_key() {
  az functionapp keys list --resource-group "$AZURE_RESOURCE_GROUP" --name "$AZURE_FUNCTION_APP_NAME" \
    --query systemKeys.blobs_extension --output tsv
}

attempt=1
key=$(blobs_key || true)
while [ -z "$key" ]; do
  if [ "$attempt" -ge 30 ]; then
    echo "The function app has no key for blob events after 5 minutes: does it start?" >&2
    exit 1
  fi
  attempt=$((attempt + 1))
  sleep 10
  key=$(blobs_key || true)
done

endpoint="https://$AZURE_FUNCTION_APP_HOST/runtime/webhooks/blobs"
az eventgrid system-topic event-subscription create \
  --resource-group "$AZURE_RESOURCE_GROUP" \
  --system-topic-name "$AZURE_EVENTGRID_TOPIC_NAME" \
  --name datasets \
  --endpoint-type webhook \
  --endpoint "$endpoint?functionName=Host.Functions.DatasetDroppedEvent&code=$key" \
  --included-event-types Microsoft.Storage.BlobCreated \
  --subject-begins-with /blobServices/default/containers/datasets/ \
  --output none

echo "Datasets dropped into $AZURE_STORAGE_ACCOUNT_NAME/datasets are now analysed."
