#!/bin/sh
# Mutates one part of src/JwksSdk and runs the tests that aim at it: ./run.sh policy
set -eu
cd "$(dirname "$0")"
tests() { for name; do printf '%sFullyQualifiedName~%s' "${sep:-}" "$name"; sep='|'; done; }
mutate() { dotnet stryker --test-case-filter "$filter" $(for glob; do printf ' -m %s' "$glob"; done); }
part() { mutate $(for glob; do printf 'Keys/%s ' "$glob"; done); }
set -f
case "${1:-}" in
    material)
        filter=$(tests .Keys.Material.)
        part 'Material/**/*.cs' ;;
    policy)
        filter=$(tests RefreshPolicyTests RefreshLaneTests MissMemoryTests TokenPlausibilityTests KeyIdShapeMatchTests \
            KeySnapshotTests Keys.IssuerKeysTests KeySetRefresherTests KeySetTimerTests NewerKeysTests KeySetFetchTests \
            ConditionalRequestTests Material.VerificationKeyTests LostKeysTests TenantBudgetTests)
        part RefreshPolicy.cs RefreshLane.cs FetchHistory.cs KeySetState.cs KeySetTimes.cs MissMemory.cs \
            TokenPlausibility.cs KeyIdShapeMatch.cs RefreshJitter.cs KeySnapshot.cs VerificationKey.cs ;;
    fetching)
        filter=$(tests Keys.IssuerKeysTests KeySetRefresherTests NewerKeysTests KeySetFetchTests KeySetTimerTests ConditionalRequestTests \
            TokenPlausibilityTests SourcesInOrderTests KeySourceTests KeySetHappeningsTests KeySetViewTests StartupTests \
            KeySetMetricsTests KeySetTelemetryTests KeyThreatTests Keys.Sharing.SharedKeySetTests LostKeysTests LostSharedKeysTests \
            TenantBudgetTests PinnedPemTests RegistrationTests)
        part IssuerKeys.cs KeySetFetch.cs KeySetJudge.cs LostKeys.cs KeySetRefresher.cs KeySetTimer.cs KeyStore.cs \
            IssuerKeysFactory.cs ;;
    transport)
        filter=$(tests OneConnectionTests HttpResilienceTests FetchLimitsTests WireTests RedirectTests \
            A_fetch_that_a_token_causes_is_tried_once)
        part OneConnection.cs HttpResilience.cs WholeAnswer.cs ;;
    sources)
        filter=$(tests Keys.Sources. Keys.Pinned. CacheHeadersTests ConditionalRequestTests FetcherTests KeySourceTests \
            TenantRegistrationTests AllowedTenantsTests KeySharingRegistrationTests Material.VerificationKeyTests)
        part 'Sources/**/*.cs' 'Pinned/**/*.cs' ;;
    sharing)
        filter=$(tests Keys.Sharing.Shared LostSharedKeysTests AesGcmKeySetProtectorTests KeySharingRegistrationTests)
        part 'Sharing/**/*.cs' ;;
    events)
        filter=$(tests Keys.Events. Keys.Status. KeySetTelemetryTests TenantBudgetTests)
        part 'Events/**/*.cs' 'Status/**/*.cs' ;;
    tenants)
        filter=$(tests Keys.Tenants. TenantRegistrationTests)
        part 'Tenants/**/*.cs' ;;
    parsing)
        filter=$(tests Tests.Parsing.)
        mutate 'Parsing/**/*.cs' ;;
    claims)
        filter=$(tests Tests.Claims. Signatures. Routing. Tests.Explaining. Providers.Contract. Providers.Custom. Tests.Federations.)
        mutate 'Claims/**/*.cs' 'Signatures/**/*.cs' 'Routing/**/*.cs' ;;
    *)
        echo "material, policy, fetching, transport, sources, sharing, events, tenants, parsing or claims?" >&2
        exit 2 ;;
esac
