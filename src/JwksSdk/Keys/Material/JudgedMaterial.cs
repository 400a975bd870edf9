namespace JwksSdk.Keys;

/// <summary>What became of public numbers: material fit to verify with, or the reason why they are not.</summary>
internal readonly record struct JudgedMaterial
{
    private JudgedMaterial(KeyRefusal refusal, KeyMaterial? material, string? thumbprint)
    {
        Refusal = refusal;
        Material = material;
        Thumbprint = thumbprint;
    }

    /// <summary>Why there is no material; none when there is.</summary>
    public KeyRefusal Refusal { get; }

    /// <summary>The material; null when it was refused.</summary>
    public KeyMaterial? Material { get; }

    /// <summary>The RFC 7638 SHA-256 thumbprint; of refused numbers too, unless they could not be read.</summary>
    public string? Thumbprint { get; }

    public static implicit operator JudgedMaterial(KeyMaterial material) =>
        new(KeyRefusal.None, material, material.Thumbprint);

    public static implicit operator JudgedMaterial(KeyRefusal refusal) => new(refusal, null, null);

    /// <summary>Readable numbers that are not used.</summary>
    public static JudgedMaterial Refused(KeyRefusal refusal, string? thumbprint) => new(refusal, null, thumbprint);
}
