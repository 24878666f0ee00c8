namespace LocalHost;

/// <summary>Something the person who starts LocalHost can put right; the message says what and how.</summary>
public sealed class LocalHostException(string message, Exception? inner = null) : Exception(message, inner);
