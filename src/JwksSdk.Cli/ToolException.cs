namespace JwksSdk.Cli;

/// <summary>What ends a command, as one line for whoever called it.</summary>
internal sealed class ToolException(string message) : Exception(message);
