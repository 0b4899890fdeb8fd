//! A window that is open: it listens, gives out addresses, and ends.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use tokio::runtime::Runtime;

use crate::problem::Stop;
use crate::say;
use crate::web::app::App;
use crate::web::options::WindowOptions;
use crate::web::routes;

/// Requests that read tables or set pages at the same time: the others wait, for each holds a page or a sheet.
const AT_ONCE: usize = 16;

/// A server for the browsers of this machine. It ends when [`Handle::close`] is called or somebody ends it on the page.
#[derive(Debug)]
pub struct Window {
    app: Arc<App>,
    runtime: Runtime,
    listener: std::net::TcpListener,
}

impl Window {
    /// Begins to listen, on 127.0.0.1 alone; nobody is answered before [`serve`](Self::serve).
    ///
    /// # Errors
    /// [`Stop`] when the port is taken, or the system gives no threads or no random numbers.
    pub fn open(options: WindowOptions) -> Result<Self, Stop> {
        let failed = |cause| Stop::new(say!("打开窗口", "opening the window"), cause);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(AT_ONCE)
            .enable_all()
            .build()
            .map_err(failed)?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let listener = std::net::TcpListener::bind(address).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let is_found = options.is_found;
        let app = Arc::new(App::new(port, options)?);
        if is_found {
            app.memory.write_door(port, &app.secret)?;
        }
        Ok(Self { app, runtime, listener })
    }

    /// An address that opens the window once, for a town or for the first page.
    ///
    /// # Errors
    /// [`Stop`] when the system gives no random numbers.
    pub fn address(&self, town: Option<&PathBuf>) -> Result<String, Stop> {
        self.app.address(town.map(PathBuf::as_path))
    }

    /// Who can be asked from another thread: for another address, or to close.
    #[must_use]
    pub fn handle(&self) -> Handle {
        Handle(Arc::clone(&self.app))
    }

    /// Answers until somebody closes the window; papers at hand are finished.
    ///
    /// # Errors
    /// [`Stop`] when the system listens no more.
    pub fn serve(self) -> Result<(), Stop> {
        let Self { app, runtime, listener } = self;
        let router = routes::router(&app);
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let mut closed = app.closed();
            let until = async move {
                let _ = closed.wait_for(|closed| *closed).await;
            };
            axum::serve(listener, router).with_graceful_shutdown(until).await
        });
        app.finish();
        served.map_err(|cause| Stop::new(say!("窗口", "the window"), cause))
    }
}

/// A window from outside the thread that serves it.
#[derive(Debug, Clone)]
pub struct Handle(Arc<App>);

impl Handle {
    /// As [`Window::address`].
    ///
    /// # Errors
    /// [`Stop`] when the system gives no random numbers.
    pub fn address(&self, town: Option<&PathBuf>) -> Result<String, Stop> {
        self.0.address(town.map(PathBuf::as_path))
    }

    /// Closes the window: requests at hand are answered, papers at hand are finished.
    pub fn close(&self) {
        self.0.close();
    }
}
