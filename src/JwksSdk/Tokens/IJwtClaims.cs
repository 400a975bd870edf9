using System.ComponentModel;

namespace JwksSdk.Tokens;

/// <summary>The contract of generated readers: a record that is read from a JSON object of claims.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IJwtClaims<TSelf>
    where TSelf : class, IJwtClaims<TSelf>
{
    /// <summary>
    /// Reads the members of the object that the reader has entered. Always gives an object; what was wrong is in
    /// <see cref="JwtClaimsReader.Error"/>, and an object read with an error never reaches a caller of the library.
    /// </summary>
    static abstract TSelf Read(ref JwtClaimsReader reader);
}
