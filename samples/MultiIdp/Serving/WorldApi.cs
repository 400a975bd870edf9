using System.Text.Json.Nodes;
using JwksSdk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MultiIdp.Serving;

/// <summary>The addresses that play the outside world: fresh tokens, and providers that rotate, stop and start.</summary>
internal static class WorldApi
{
    public static void Map(IEndpointRouteBuilder api, World world)
    {
        api.MapGet("/", context => Answers.TextAsync(context.Response, Commands.Full(Address(context), world)));
        api.MapGet("/tokens", context => Answers.JsonAsync(context.Response, Tokens(world)));
        api.MapGet("/tokens/{provider}/{kind}", context => MintAsync(context, world));
        api.MapPost("/providers/{provider}/rotate", context => ActAsync(context, world, static fake => fake.Rotate()));
        api.MapPost("/providers/{provider}/stop", context => ActAsync(context, world, static fake => fake.Stop()));
        api.MapPost("/providers/{provider}/start", context => ActAsync(context, world, static fake => fake.Start()));
    }

    private static string Address(HttpContext context) => $"http://{context.Request.Host}";

    private static JsonObject Tokens(World world)
    {
        var tokens = new JsonObject();
        foreach (var each in world.Providers)
        {
            var kinds = new JsonObject();
            foreach (var kind in each.Fake.TokenKinds)
            {
                kinds[kind] = each.Fake.Mint(kind);
            }

            tokens[each.Name] = kinds;
        }

        return tokens;
    }

    private static Task MintAsync(HttpContext context, World world)
    {
        var kind = Route(context, "kind");
        var fake = Find(context, world);
        if (fake is null || !fake.TokenKinds.Contains(kind))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        Action<FakeToken>? alter = context.Request.Query.ContainsKey("expired")
            ? static token => token.Age(TimeSpan.FromDays(2))
            : null;
        return Answers.TextAsync(context.Response, fake.Mint(kind, alter));
    }

    private static Task ActAsync(HttpContext context, World world, Action<FakeIdentityProvider> act)
    {
        if (Find(context, world) is not { } fake)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        act(fake);
        return Answers.JsonAsync(
            context.Response,
            new JsonObject { ["keySet"] = fake.JwksUri, ["keySetRequests"] = fake.KeySetRequests }
        );
    }

    private static FakeIdentityProvider? Find(HttpContext context, World world) =>
        world
            .Providers.FirstOrDefault(each =>
                string.Equals(each.Name, Route(context, "provider"), StringComparison.OrdinalIgnoreCase)
            )
            ?.Fake;

    private static string Route(HttpContext context, string name) => context.Request.RouteValues[name] as string ?? "";
}
