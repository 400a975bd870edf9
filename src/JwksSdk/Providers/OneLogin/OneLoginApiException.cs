using System.Net;

namespace JwksSdk;

/// <summary>OneLogin's administrative API refused a call or gave an answer that cannot be used. Holds no credential and nothing of the answer.</summary>
public sealed class OneLoginApiException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public OneLoginApiException() { }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What went wrong.</param>
    public OneLoginApiException(string message)
        : base(message) { }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">Its cause.</param>
    public OneLoginApiException(string message, Exception? innerException)
        : base(message, innerException) { }

    /// <summary>The status of the answer; null when there was none, or when it was a success that could not be read.</summary>
    public HttpStatusCode? StatusCode { get; init; }
}
