using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>New material under an old kid.</summary>
public sealed class NewerKeysTests
{
    private static readonly string Before = KeySets.Of(KeySets.Rsa);
    private static readonly string After = KeySets.Of(KeySets.OtherRsa.WithKeyId("rsa-1"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_material_is_found_by_one_fetch()
    {
        var source = new ScriptedSource(Before);
        var tried = (await source.FindAsync("rsa-1")).Key!;
        source.Serve(After);

        var newer = (await source.Keys.SeekNewerAsync(tried, JwtAlgorithms.RS256, Cancellation)).Key;

        Assert.NotNull(newer);
        Assert.NotEqual(tried.Thumbprint, newer.Thumbprint);
        Assert.Equal(2, source.Count);
    }

    [Fact]
    public async Task The_same_material_is_no_answer()
    {
        var source = new ScriptedSource(Before);
        var tried = (await source.FindAsync("rsa-1")).Key!;

        Assert.Null((await source.Keys.SeekNewerAsync(tried, JwtAlgorithms.RS256, Cancellation)).Key);
        Assert.Equal(2, source.Count);
        Assert.False(source.LastRequest!.Helps(KeySets.Read(Before)!));
        Assert.True(source.LastRequest.Helps(KeySets.Read(After)!));
    }

    [Fact]
    public async Task Material_that_came_in_the_meantime_needs_no_fetch()
    {
        var source = new ScriptedSource(Before);
        var tried = (await source.FindAsync("rsa-1")).Key!;
        source.Serve(After);
        await source.FindAsync("junk");

        Assert.NotNull((await source.Keys.SeekNewerAsync(tried, JwtAlgorithms.RS256, Cancellation)).Key);
        Assert.Equal(2, source.Count);
    }

    [Fact]
    public async Task Bad_signatures_leave_the_spare_to_unknown_kids()
    {
        var source = new ScriptedSource(Before);
        var tried = (await source.FindAsync("rsa-1")).Key!;
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Null((await source.Keys.SeekNewerAsync(tried, JwtAlgorithms.RS256, Cancellation)).Key);
        }

        Assert.Equal(2, source.Count);
        source.Serve(KeySets.Of(KeySets.Rsa, KeySets.OtherRsa));
        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.Equal(3, source.Count);
    }

    [Fact]
    public async Task Unknown_kids_may_spend_what_bad_signatures_could()
    {
        var source = new ScriptedSource(Before);
        var tried = (await source.FindAsync("rsa-1")).Key!;
        await source.FindAsync("junk");
        source.Serve(After);

        Assert.Null((await source.Keys.SeekNewerAsync(tried, JwtAlgorithms.RS256, Cancellation)).Key);
        Assert.Equal(2, source.Count);

        // Whatever fetch comes next brings the new material, the flood's own included.
        await source.FindAsync("more junk");
        Assert.NotNull((await source.Keys.SeekNewerAsync(tried, JwtAlgorithms.RS256, Cancellation)).Key);
        Assert.Equal(3, source.Count);
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_no_answer()
    {
        var source = new ScriptedSource(Before);
        var tried = (await source.FindAsync("rsa-1")).Key!;
        source.Serve(KeySets.Of(KeySets.OtherRsa));

        Assert.Null((await source.Keys.SeekNewerAsync(tried, JwtAlgorithms.RS256, Cancellation)).Key);
    }
}
