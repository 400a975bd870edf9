using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace JwksSdk.Providers;

/// <summary>Keeps the credentials that a client sends out of the logs of <see cref="IHttpClientFactory"/>.</summary>
internal static class SecretHeaders
{
    /// <summary>
    /// Takes the platform's request log off the client, because its structured values hold every header as it is, redacted or
    /// not. An application that puts it back with <c>AddDefaultLogger()</c> has <c>Authorization</c> redacted in its text,
    /// whatever else it says of its headers.
    /// </summary>
    public static IHttpClientBuilder NeverLogCredentials(this IHttpClientBuilder builder)
    {
        builder.RemoveAllLoggers();
        builder.Services.PostConfigure<HttpClientFactoryOptions>(
            builder.Name,
            static options =>
            {
                var isSecret = options.ShouldRedactHeaderValue;
                options.ShouldRedactHeaderValue = header =>
                    header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || isSecret(header);
            }
        );
        return builder;
    }
}
