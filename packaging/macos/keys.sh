#!/bin/bash
# Puts the signing certificate and the notary's password into a keychain of this run alone.
set -euo pipefail
keychain="$RUNNER_TEMP/signing.keychain-db"
password="$(uuidgen)"
certificate="$RUNNER_TEMP/certificate.p12"
printf '%s' "$CERTIFICATE" | base64 --decode > "$certificate"
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 21600 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$certificate" -P "$CERTIFICATE_PASSWORD" -T /usr/bin/codesign -k "$keychain"
security set-key-partition-list -S apple-tool:,apple: -k "$password" "$keychain" > /dev/null
security list-keychains -d user -s "$keychain" login.keychain
rm -f "$certificate"
xcrun notarytool store-credentials vendorclient --keychain "$keychain" \
  --apple-id "$NOTARY_USER" --team-id "$NOTARY_TEAM" --password "$NOTARY_PASSWORD"
identity="$(security find-identity -v -p codesigning "$keychain" | sed -n 's/.*"\(.*\)".*/\1/p' | head -1)"
{
  echo "MACOS_SIGN_IDENTITY=$identity"
  echo "MACOS_NOTARY_PROFILE=vendorclient"
} >> "$GITHUB_ENV"
