namespace MultiIdp;

/// <summary>What every act plays with.</summary>
internal sealed record Stage(World World, SkippingClock Clock, Service Service, Report Report)
{
    /// <summary>Gives a token to the worker and reports what became of it.</summary>
    public async Task DeliverAsync(string provider, string subject, string token, string expected) =>
        Report.Add(provider, subject, await Service.DeliverAsync(token), expected);
}
