using System.Text;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes C# line by line: four spaces a level, line feeds alone, no trailing blanks.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes one line, or an empty one.</summary>
    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
        return this;
    }

    /// <summary>Writes lines, each at the current level.</summary>
    public SourceWriter Lines(params string[] lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }

        return this;
    }

    /// <summary>Opens a block with a brace of its own line.</summary>
    public SourceWriter Open()
    {
        Line("{");
        _depth++;
        return this;
    }

    /// <summary>Closes a block.</summary>
    public SourceWriter Close(string suffix = "")
    {
        _depth--;
        return Line("}" + suffix);
    }

    /// <summary>Goes one level in, without a brace.</summary>
    public SourceWriter Indent()
    {
        _depth++;
        return this;
    }

    /// <summary>Goes one level out.</summary>
    public SourceWriter Outdent()
    {
        _depth--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
