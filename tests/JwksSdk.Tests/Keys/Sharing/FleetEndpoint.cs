using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>The endpoint of an issuer, as the own source of every process: answers by script and counts.</summary>
internal sealed class FleetEndpoint : IKeySetSource
{
    public const string Address = "https://issuer.test/jwks.json";

    private int _count;

    public string Name => "http";

    public int Count => Volatile.Read(ref _count);

    public KeySetRequest? LastRequest { get; private set; }

    public Func<KeySetRequest, CancellationToken, Task<KeySetAnswer>> Answer { get; set; } =
        static (_, _) => Task.FromResult(KeySetAnswer.Failed(KeySetError.Network));

    public void Serve(string json, string? entityTag = null, TimeSpan? lifetime = null) =>
        Serve(
            KeySetAnswer.Of(
                new KeySetDocument(json.Utf8())
                {
                    Lifetime = lifetime,
                    Validators = entityTag is null ? null : new KeySetValidators(Address, entityTag, null),
                }
            )
        );

    public void Serve(KeySetAnswer answer) => Answer = (_, _) => Task.FromResult(answer);

    public void Fail() => Serve(KeySetAnswer.Failed(KeySetError.Status, "503"));

    public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken)
    {
        LastRequest = request;
        Interlocked.Increment(ref _count);
        return Answer(request, cancellationToken);
    }
}
