using System.Collections;
using System.Reflection;
using JwksSdk.Tests.Line;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Caching;

/// <summary>All callers of a known token have the same object, of every kind of every provider: none can change it for the others.</summary>
public sealed class SharedTokenTests
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public async Task No_list_of_a_known_token_can_be_changed()
    {
        using var world = new LineWorld(hasCache: true);
        var lists = 0;
        foreach (var minted in world.Issuers.SelectMany(static issuer => issuer.Mint()))
        {
            Assert.True((await world.VerifyAsync(minted.Text)).TryGetToken(out var token));
            foreach (var (owner, property) in Properties(token))
            {
                // What is made at each call is its caller's own; an empty one has nothing to be changed.
                var list = (IEnumerable?)property.GetValue(owner);
                if (list is IEnumerable<object> or IEnumerable<long> && ReferenceEquals(list, property.GetValue(owner)))
                {
                    if (list.Cast<object>().Any())
                    {
                        ReadOnlyLists.AssertIs(list);
                        lists++;
                    }
                }
            }
        }

        Assert.InRange(lists, 20, int.MaxValue);
    }

    /// <summary>The lists of a token and of the records in it.</summary>
    private static IEnumerable<(object Owner, PropertyInfo Property)> Properties(object owner)
    {
        foreach (var property in owner.GetType().GetProperties(Members))
        {
            if (property.PropertyType.IsGenericType && property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
            {
                yield return (owner, property);
            }
            else if (
                property.PropertyType.Namespace == typeof(JwtToken).Namespace
                && property.PropertyType.IsClass
                && property.GetValue(owner) is { } inner
            )
            {
                foreach (var deeper in Properties(inner))
                {
                    yield return deeper;
                }
            }
        }
    }
}
