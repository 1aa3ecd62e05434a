using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace Yinong.Browser.Support;

/// <summary>
/// The line between a phone and the platform. Cut, every connection on it breaks and none comes through, also for the service worker, which a browser's
/// own "offline" leaves alone. It can also lose the answers only: the worst a line does, because the record has arrived and the phone cannot know.
/// </summary>
public sealed class VillageLine : IDisposable
{
    enum State
    {
        Whole,
        Cut,
        LosesAnswers,
    }

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<TcpClient, bool> _open = [];
    readonly Uri _to;
    volatile State _state = State.Whole;

    public VillageLine(string to)
    {
        _to = new(to);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The line breaks, and the phone notices.</summary>
    public Task CutAsync(IBrowserContext phone) => SetAsync(State.Cut, phone, offline: true);

    /// <summary>The line is there again, and the phone notices.</summary>
    public Task MendAsync(IBrowserContext phone) => SetAsync(State.Whole, phone, offline: false);

    /// <summary>From now on whatever is sent arrives and whatever is answered is lost.</summary>
    public void LoseAnswers() => Enter(State.LosesAnswers);

    public void Dispose()
    {
        _listener.Dispose();
        Enter(State.Cut);
    }

    Task SetAsync(State state, IBrowserContext phone, bool offline)
    {
        Enter(state);
        return phone.SetOfflineAsync(offline);
    }

    void Enter(State state)
    {
        _state = state;
        foreach (var client in _open.Keys) client.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The line is taken down.
        }
    }

    async Task CarryAsync(TcpClient phone)
    {
        using (phone)
        using (var platform = new TcpClient())
        {
            if (_state == State.Cut) return;
            _open[phone] = true;
            try
            {
                await platform.ConnectAsync(_to.Host, _to.Port);
                await Task.WhenAny(phone.GetStream().CopyToAsync(platform.GetStream()), AnswerAsync(platform.GetStream(), phone.GetStream()));
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut while something was on it.
            }
            finally
            {
                _open.TryRemove(phone, out _);
            }
        }
    }

    async Task AnswerAsync(NetworkStream from, NetworkStream to)
    {
        var piece = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(piece)) > 0 && _state != State.LosesAnswers;) await to.WriteAsync(piece.AsMemory(0, read));
    }
}
