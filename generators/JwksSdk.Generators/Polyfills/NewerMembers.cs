namespace JwksSdk.Generators.Polyfills;

/// <summary>Members of a newer framework, so that the shared facts about providers read the same in both of their homes.</summary>
internal static class NewerMembers
{
    extension(string text)
    {
        public bool Contains(char value) => text.IndexOf(value) >= 0;

        public bool StartsWith(char value) => text.Length > 0 && text[0] == value;

        public bool EndsWith(char value) => text.Length > 0 && text[text.Length - 1] == value;

        public bool Contains(string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;
    }
}
