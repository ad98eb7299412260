"""What browser on what device, in words, from what a browser says of itself."""

_BROWSERS = (
    ("edg", "Edge"),
    ("opr/", "Opera"),
    ("samsungbrowser", "Samsung Internet"),
    ("firefox", "Firefox"),
    ("fxios", "Firefox"),
    ("headlesschrome", "Chrome without a window"),
    ("crios", "Chrome"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
_SYSTEMS = (
    ("iphone", "an iPhone"),
    ("ipad", "an iPad"),
    ("android", "Android"),
    ("windows", "Windows"),
    ("cros", "ChromeOS"),
    ("mac os", "a Mac"),
    ("linux", "Linux"),
)
"""Words in the user agent and what they mean; the first that is there counts."""


def device(agent: str) -> str:
    """“Firefox on Windows”, “Safari on an iPhone”, or that it cannot be told."""
    told = agent.casefold()
    browser = next((name for word, name in _BROWSERS if word in told), "A browser")
    system = next((name for word, name in _SYSTEMS if word in told), "")
    if browser == "A browser" and not system:
        return "An unknown browser"
    return f"{browser} on {system}" if system else browser
